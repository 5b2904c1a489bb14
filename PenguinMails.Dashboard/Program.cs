using PenguinMails.Dashboard.Accounts;
using PenguinMails.Dashboard.Admin;
using PenguinMails.Dashboard.Api;
using PenguinMails.Dashboard.Billing;
using PenguinMails.Dashboard.Billing.Standing;
using PenguinMails.Dashboard.Cancellation;
using PenguinMails.Dashboard.Cancellation.Export;
using PenguinMails.Dashboard.ChangePlan;
using PenguinMails.Dashboard.Checkout;
using PenguinMails.Dashboard.CompanyInfo;
using PenguinMails.Dashboard.Data;
using PenguinMails.Dashboard.Dunning;
using PenguinMails.Dashboard.Invoices;
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
await builder.FollowSandboxClockAsync();
#endif
builder.AddData().AddStripeGateway().AddLive().AddLook().AddMail().AddAccounts().AddPlans().AddBilling();
builder.AddCheckout().AddChangePlan().AddCancellation().AddInvoices().AddPayments().AddPaymentMethods().AddUsage().AddDunning().AddCompanyInfo();
builder.AddWebhooks().AddApi().AddAdmin().AddShell();
#if DEBUG
builder.AddDemo();
#endif

var app = builder.Build();
app.UseShell().UseApi();
app.MapMail().MapUsage().MapInvoices().MapPayments().MapAccounts().MapWebhooks();
app.MapApi(billing => billing.MapStanding().MapCheckout().MapChangePlan().MapCancellation().MapPortal().MapInvoices().MapPayments().MapUsage().MapDunning().MapCompanyInfo());
app.MapShell().MapExport();
await app.RunOrExplainAsync();
