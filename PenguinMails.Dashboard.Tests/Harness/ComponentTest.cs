using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A component on its own, with MudBlazor's services and a viewer in UTC.</summary>
public abstract class ComponentTest : BunitContext
{
    /// <summary>What outlives a page whose connection stays away.</summary>
    protected BunitPersistentComponentState Store { get; }

    protected ComponentTest()
    {
        Services.AddMudServices();
        Services.AddScoped<Viewer>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Store = AddBunitPersistentComponentState();
    }
}
