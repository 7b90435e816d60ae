using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>
/// Compares the firmware's events with a scenario's list: each listed one has to happen in its window, and one that is not listed
/// fails. An event goes to the open entry whose window ends first, so that overlapping windows cannot be filled the wrong way.
/// </summary>
internal sealed class EventCheck : ICheck
{
    private const int MostNamed = 3;

    private readonly IReadOnlyList<ExpectedEvent> _expected;
    private readonly double[] _metAt;
    private readonly int[] _count;
    private readonly string?[] _missedBy;
    private readonly List<string> _notListed = [];
    private int _notListedCount;

    public EventCheck(IReadOnlyList<ExpectedEvent> expected)
    {
        _expected = expected;
        _metAt = new double[expected.Count];
        _count = new int[expected.Count];
        _missedBy = new string[expected.Count];
    }

    /// <summary>Takes one event.</summary>
    /// <returns>Whether the list has it.</returns>
    public bool Take(double seconds, in RigEvent happened)
    {
        int chosen = Choose(seconds, happened);
        if (chosen >= 0)
        {
            if (_count[chosen]++ == 0)
                _metAt[chosen] = seconds;
            return true;
        }
        Explain(seconds, happened);
        if (_notListedCount++ < MostNamed)
            _notListed.Add(string.Create(CultureInfo.InvariantCulture, $"{ExpectedEvent.Describe(happened)}, channel {happened.Channel}, at {TimeWindow.Words(seconds)}"));
        return false;
    }

    public void OnStep(ScenarioStep step)
    {
        // Steps without an event say nothing here.
    }

    public IEnumerable<CheckOutcome> Finish()
    {
        for (int index = 0; index < _expected.Count; index++)
        {
            ExpectedEvent expected = _expected[index];
            bool met = _count[index] > 0 || expected.Optional;
            yield return new CheckOutcome(expected.ToString(), met, Outcome(index));
        }
        string others = string.Join("; ", _notListed);
        if (_notListedCount > MostNamed)
            others += string.Create(CultureInfo.InvariantCulture, $" and {_notListedCount - MostNamed} more");
        yield return new CheckOutcome("no other event", _notListedCount == 0, _notListedCount == 0 ? "none" : others);
    }

    private string Outcome(int index) => _count[index] switch
    {
        0 => _missedBy[index] ?? "did not happen",
        1 => "at " + TimeWindow.Words(_metAt[index]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{_count[index]} times, first at {TimeWindow.Words(_metAt[index])}"),
    };

    private int Choose(double seconds, RigEvent happened)
    {
        int[] fitting = [.. Enumerable.Range(0, _expected.Count).Where(index =>
            _expected[index].Fits(happened) && _expected[index].Window.Contains(seconds))];
        int[] open = [.. fitting.Where(index => _count[index] == 0)];
        if (open.Length > 0)
            return open.MinBy(index => _expected[index].Window.ToSeconds);
        int[] repeating = [.. fitting.Where(index => _expected[index].Repeats)];
        return repeating.Length > 0 ? repeating[0] : -1;
    }

    /// <summary>Notes an event that came at the wrong time or from the wrong channel as the reason for entries that stay open.</summary>
    private void Explain(double seconds, in RigEvent happened)
    {
        for (int index = 0; index < _expected.Count; index++)
        {
            ExpectedEvent expected = _expected[index];
            if (expected.Kind != happened.Kind || expected.Level != happened.Level || _missedBy[index] is not null)
                continue;
            string channel = expected.Channel is null || expected.Channel == happened.Channel
                ? "" : string.Create(CultureInfo.InvariantCulture, $", channel {happened.Channel}");
            _missedBy[index] = $"did not happen there, but at {TimeWindow.Words(seconds)}{channel}";
        }
    }
}
