using PenguinMails.Bench;

// One word chooses: "acknowledge", "drain", "growth", "usage"; nothing runs all. "empty-endpoint" is what the others compare with.
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
