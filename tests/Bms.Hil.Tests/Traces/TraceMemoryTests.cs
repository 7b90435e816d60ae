using System;
using System.IO;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class TraceMemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        AllocatedBytes(1L << 20, out _); // what the first trace of a process sets up once
        long small = AllocatedBytes(1L << 20, out _);
        long large = AllocatedBytes(200L << 20, out long rows);
        Assert.True(rows > 4_000_000, $"{rows} rows");
        Assert.InRange(large, 0, 1 << 20);
        Assert.InRange(large - small, -8192, 8192);
    }

    [Fact]
    public void Bad_rows_beyond_the_first_named_ones_allocate_nothing()
    {
        using TraceReader reader = TraceReader.Open(new RepeatingStream(TraceText.Header + "0,3,1\n", "x,3.7,1\n1,,2\n1,2\n", 4 << 20), "endless.csv");
        var row = new TraceRow();
        Assert.True(reader.Read(row));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(reader.Read(row));
        Assert.True(reader.SkippedRows > 500_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024);
    }

    private static long AllocatedBytes(long length, out long rows)
    {
        const string Header = "Test Time / s,Voltage / V,Current / A,Surface Temperature / degC,Ambient Temperature / degC,Net Capacity / Ah\n";
        const string Lines = "0.101,4.17673,-0.04981,25.62,25.0,-0.0\n0.202,4.17287,-0.10622,25.62,,-1e-05\n";
        var stream = new RepeatingStream(Header, Lines, length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using TraceReader reader = TraceReader.Open(stream, "endless.csv");
        var row = new TraceRow();
        while (reader.Read(row))
        {
        }

        rows = reader.RowsRead;
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>A header, then the same lines again and again until a length is passed; like a pipe it cannot seek.</summary>
    private sealed class RepeatingStream(string header, string lines, long length) : Stream
    {
        private readonly byte[] _lines = Encoding.UTF8.GetBytes(lines);
        private byte[] _current = Encoding.UTF8.GetBytes(header);
        private int _position;
        private long _written;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position == _current.Length)
            {
                if (_written > length)
                    return 0;
                (_current, _position) = (_lines, 0);
            }

            int copied = Math.Min(count, _current.Length - _position);
            _current.AsSpan(_position, copied).CopyTo(buffer.AsSpan(offset));
            _position += copied;
            _written += copied;
            return copied;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
