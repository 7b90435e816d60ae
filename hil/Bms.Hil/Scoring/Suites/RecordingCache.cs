using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring.Suites;

/// <summary>
/// Reads each recording once, whoever needs it first, and lets go of it after its last use. One that is too large to keep is read from
/// its file each time.
/// </summary>
internal sealed class RecordingCache
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="uses">How many times each path will be used.</param>
    public RecordingCache(IReadOnlyDictionary<string, int> uses)
    {
        foreach ((string path, int count) in uses)
            _entries[path] = new Entry(count);
    }

    /// <summary>How many recordings are held now.</summary>
    public int Held => _entries.Values.Count(entry => entry.Trace is not null);

    /// <summary>Lets somebody use a recording.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="use">Given what opens the rows from the first one on, as often as it likes.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public T Use<T>(string path, Func<Func<ITraceRows>, T> use, CancellationToken cancellation)
    {
        Entry entry = _entries[path];
        var opened = new List<TraceReader>();
        try
        {
            DecodedTrace? trace = entry.Read(path, cancellation);
            return use(() => trace?.Rows() ?? FromFile(path, opened));
        }
        finally
        {
            opened.ForEach(reader => reader.Dispose());
            entry.Release();
        }
    }

    private static TraceReader FromFile(string path, List<TraceReader> opened)
    {
        opened.Add(TraceReader.Open(path));
        return opened[^1];
    }

    private sealed class Entry(int uses)
    {
        private readonly Lock _lock = new();
        private int _usesLeft = uses;
        private bool _wasRead;

        public DecodedTrace? Trace { get; private set; }

        public DecodedTrace? Read(string path, CancellationToken cancellation)
        {
            lock (_lock)
            {
                if (!_wasRead)
                    Trace = DecodedTrace.Read(path, cancellation);
                _wasRead = true;
                return Trace;
            }
        }

        public void Release()
        {
            lock (_lock)
            {
                if (--_usesLeft == 0)
                    Trace = null;
            }
        }
    }
}
