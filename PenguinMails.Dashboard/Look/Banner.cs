namespace PenguinMails.Dashboard.Look;

/// <summary>A strip that a room puts above every page: a component that shows nothing where there is nothing to say. The layout knows none of them by name.</summary>
public sealed record Banner(Type Component, int Order);
