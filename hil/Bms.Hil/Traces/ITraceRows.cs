using System.Collections.Generic;

namespace Bms.Hil.Traces;

/// <summary>The rows of a trace in the order of the file, whether they come from the file or from memory.</summary>
public interface ITraceRows
{
    /// <summary>The path, or the name that messages use.</summary>
    string Name { get; }

    /// <summary>What the header says.</summary>
    TraceColumns Columns { get; }

    /// <summary>Rows skipped so far because they could not be used.</summary>
    long SkippedRows { get; }

    /// <summary>The first of the skipped rows.</summary>
    IReadOnlyList<SkippedRow> FirstSkipped { get; }

    /// <summary>Reads the next usable row; false at the end.</summary>
    /// <param name="row">The row to fill.</param>
    /// <exception cref="BadInputException">The trace is damaged here, or ends and had no usable row.</exception>
    bool Read(TraceRow row);
}
