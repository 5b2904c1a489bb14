using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Api;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Live;
using PenguinMails.Dashboard.Look;
using PenguinMails.Dashboard.Mail;
using PenguinMails.Dashboard.PaymentMethods;
using PenguinMails.Dashboard.Payments;
using PenguinMails.Dashboard.Plans;
using PenguinMails.Dashboard.Shell;
using PenguinMails.Dashboard.StripeGateway;
using PenguinMails.Dashboard.Usage;
using PenguinMails.Dashboard.Webhooks;
#if DEBUG
using PenguinMails.Dashboard.Sandbox;
#endif

var builder = WebApplication.CreateBuilder([.. args.Where(argument => argument != "--reset-demo")]);
#if DEBUG
await builder.AddLocalStripeAsync(args);
#endif
builder.AddData().AddStripeGateway().AddLive().AddLook().AddMail().AddAccounts().AddPlans().AddBilling();
builder.AddCheckout().AddPayments().AddPaymentMethods().AddUsage().AddCompanyInfo().AddWebhooks().AddApi().AddAdmin().AddShell();
#if DEBUG
builder.AddDemo();
#endif

var app = builder.Build();
app.UseShell().UseApi();
app.MapMail().MapAccounts().MapWebhooks().MapApi(billing => billing.MapCheckout().MapPortal().MapPayments().MapCompanyInfo()).MapShell();
await app.RunOrExplainAsync();
