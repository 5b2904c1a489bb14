using MudBlazor;

namespace PenguinMails.Dashboard.Look;

/// <summary>The brand's colours and letters, as MudBlazor wants to hear them.</summary>
public static class BrandTheme
{
    private static readonly string[] Text = ["Inter Variable", "system-ui", "sans-serif"];

    public static readonly MudTheme Instance = new()
    {
        PaletteLight = new PaletteLight
        {
            // The brand's own blue is too light for white letters (2.8:1); buttons and links take the brand's hover shade
            // darkened to pass WCAG AA, and the brand blue itself stays for rings, marks and bars.
            Primary = "#0369a1",
            PrimaryDarken = "#0c4a6e",
            PrimaryLighten = "#0ea5e9",
            PrimaryContrastText = "#ffffff",
            Secondary = "#a21caf",
            Tertiary = "#d946ef",
            Success = "#15803d",
            Warning = "#b45309",
            Error = "#b91c1c",
            Info = "#0369a1",
            TextPrimary = "#111827",
            TextSecondary = "#4b5563",
            TextDisabled = "#6b7280",
            ActionDefault = "#374151",
            Background = "#f9fafb",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#111827",
            DrawerBackground = "#ffffff",
            DrawerText = "#374151",
            DrawerIcon = "#6b7280",
            LinesDefault = "#e5e7eb",
            LinesInputs = "#9ca3af",
            TableLines = "#e5e7eb",
            Divider = "#e5e7eb",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#38bdf8",
            PrimaryDarken = "#0ea5e9",
            PrimaryLighten = "#7dd3fc",
            PrimaryContrastText = "#082f49",
            Secondary = "#e879f9",
            Tertiary = "#e879f9",
            Success = "#4ade80",
            Warning = "#fbbf24",
            Error = "#f87171",
            Info = "#38bdf8",
            TextPrimary = "#f3f4f6",
            TextSecondary = "#a8b1bf",
            TextDisabled = "#8b95a5",
            ActionDefault = "#d1d5db",
            Background = "#0b1220",
            Surface = "#111a2b",
            AppbarBackground = "#0f1828",
            AppbarText = "#f3f4f6",
            DrawerBackground = "#0f1828",
            DrawerText = "#d1d5db",
            DrawerIcon = "#94a3b8",
            LinesDefault = "#263349",
            LinesInputs = "#64748b",
            TableLines = "#263349",
            Divider = "#263349",
            SuccessContrastText = "#052e16",
            WarningContrastText = "#1f1300",
            ErrorContrastText = "#2b0707",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px", DrawerWidthLeft = "248px", AppbarHeight = "60px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Text, FontSize = ".9375rem", LineHeight = "1.55", LetterSpacing = "normal" },
            H1 = new H1Typography { FontSize = "1.75rem", FontWeight = "700", LineHeight = "1.2", LetterSpacing = "-.02em" },
            H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "650", LineHeight = "1.3", LetterSpacing = "-.012em" },
            H3 = new H3Typography { FontSize = "1.0625rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "-.006em" },
            Subtitle1 = new Subtitle1Typography { FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Subtitle2 = new Subtitle2Typography { FontSize = ".8125rem", FontWeight = "550", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontSize = ".9375rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontSize = ".875rem", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontSize = ".8125rem", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontSize = ".9375rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
        },
    };
}
