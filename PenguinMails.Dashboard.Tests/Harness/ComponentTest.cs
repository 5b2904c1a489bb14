using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using PenguinMails.Dashboard.Look;

namespace PenguinMails.Dashboard.Tests.Harness;

/// <summary>A component on its own, with MudBlazor's services and a viewer in UTC.</summary>
public abstract class ComponentTest : BunitContext
{
    protected ComponentTest()
    {
        Services.AddMudServices();
        Services.AddScoped<Viewer>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
