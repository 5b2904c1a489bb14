using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.Shell;
using PenguinMails.Dashboard.StripeGateway;

var builder = WebApplication.CreateBuilder(args);
builder.AddData().AddStripeGateway().AddLive().AddLook().AddMail().AddAccounts().AddShell();

var app = builder.Build();
app.MapShell();
app.MapAccounts();
await app.RunAsync();
