using MudBlazor;

namespace Sothebais.Gateways.Admin.Console.Layout;

/// <summary>How the console looks: the house's paper and gold, by day and by night. Every pair of text and ground reaches 4.5:1.</summary>
internal static class Look
{
    private static readonly string[] Sans = ["system-ui", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#7d5f12",
            PrimaryContrastText = "#ffffff",
            Secondary = "#4f4a3e",
            Background = "#faf8f4",
            BackgroundGray = "#f2eee6",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a1813",
            DrawerBackground = "#ffffff",
            DrawerText = "#3d392f",
            DrawerIcon = "#6d675a",
            TextPrimary = "#1a1813",
            TextSecondary = "#635d50",
            TextDisabled = "#8b8474",
            LinesDefault = "#e5e0d4",
            LinesInputs = "#a39b88",
            TableLines = "#e5e0d4",
            TableHover = "#f7f3ea",
            Divider = "#e5e0d4",
            Success = "#2a7043",
            Warning = "#8f5600",
            WarningDarken = "#7a4900",
            Error = "#b3261e",
            Info = "#2b5d86",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#d8b252",
            PrimaryContrastText = "#1a1813",
            Secondary = "#c9c2b2",
            Background = "#14130f",
            BackgroundGray = "#191813",
            Surface = "#1d1c17",
            AppbarBackground = "#1d1c17",
            AppbarText = "#f2efe6",
            DrawerBackground = "#1d1c17",
            DrawerText = "#d9d4c6",
            DrawerIcon = "#a29b8b",
            TextPrimary = "#f2efe6",
            TextSecondary = "#aea797",
            TextDisabled = "#7d7767",
            LinesDefault = "#333027",
            LinesInputs = "#7a7362",
            TableLines = "#333027",
            TableHover = "#25231d",
            Divider = "#333027",
            Success = "#6fcf8e",
            SuccessContrastText = "#1a1813",
            Warning = "#f0b45b",
            WarningDarken = "#f0b45b",
            WarningContrastText = "#1a1813",
            Error = "#ff8a80",
            ErrorContrastText = "#1a1813",
            Info = "#8fc1ea",
            InfoContrastText = "#1a1813",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Sans, FontSize = ".95rem" },
            Button = new ButtonTypography { FontFamily = Sans, TextTransform = "none", FontWeight = "500" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", DrawerWidthLeft = "212px", AppbarHeight = "60px" },
    };
}
