using PenguinMails.Bench;

// One word chooses: "acknowledge", "drain", "growth", "usage"; nothing runs all. "--postgres CONNECTION" measures on that server.
// "empty-endpoint" is what the others compare with.
if (Array.IndexOf(args, "--postgres") is >= 0 and var at)
    Store.PostgresServer = args[at + 1];
switch (args.FirstOrDefault())
{
    case EmptyEndpoint.Word:
        await EmptyEndpoint.ServeAsync(args[1]);
        break;
    case "acknowledge":
        await Acknowledge.RunAsync();
        break;
    case "drain":
        await Drain.RunAsync();
        break;
    case "growth":
        await Growth.RunAsync();
        break;
    case "usage":
        await Usage.RunAsync();
        break;
    default:
        await Acknowledge.RunAsync();
        await Drain.RunAsync();
        await Growth.RunAsync();
        await Usage.RunAsync();
        break;
}
