namespace Bms.Hil.Tests.Strength;

/// <summary>One deliberate defect of the core: a text of a member's source that is replaced.</summary>
/// <param name="Number">Its number in the table, from 1.</param>
/// <param name="Name">What goes wrong, in a few words.</param>
/// <param name="Type">The type, without its namespace.</param>
/// <param name="Member">A method, constructor, property or field of it; overloads and parts of the type count as one.</param>
/// <param name="From">The text as it stands in the member, exactly once.</param>
/// <param name="To">What stands there instead.</param>
internal sealed record Mutation(int Number, string Name, string Type, string Member, string From, string To)
{
    /// <summary>The member, as the table prints it.</summary>
    public string Where => $"{Type}.{Member}";

    /// <inheritdoc/>
    public override string ToString() => $"mutation {Number} ({Name})";
}
