using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace PenguinMails.Dashboard.Mail;

/// <summary>Where people reach this product: the setting <c>PublicUrl</c>, else the address it listens on. Workers have no request to take it from.</summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    public Uri Root => new(
        configuration["PublicUrl"]
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "http://localhost:5080");

    public string Of(string path) => new Uri(Root, path).ToString();
}
