namespace Bms.Hil.Machine;

/// <summary>One thing that <c>doctor</c> looked for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Found">Whether it is there.</param>
/// <param name="Detail">Its version or place; what was looked for where it is missing.</param>
/// <param name="NeededFor">What does not work without it.</param>
/// <param name="Remedy">How to get it; null where it is there.</param>
public sealed record MachineFinding(string Name, bool Found, string Detail, string NeededFor, string? Remedy);
