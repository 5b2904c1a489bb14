using MudBlazor;
using MudBlazor.Services;

namespace PenguinMails.Dashboard.Look;

public static class LookSetup
{
    public static WebApplicationBuilder AddLook(this WebApplicationBuilder builder)
    {
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.PreventDuplicates = true;
        });
        builder.Services.AddScoped<Viewer>();
        return builder;
    }
}
