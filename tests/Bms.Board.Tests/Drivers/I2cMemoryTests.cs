using System;
using System.Linq;
using Bms.Board.Drivers.Memories;
using Bms.Board.Tests.Chips;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>FRAM and EEPROM on the models of the parts.</summary>
public sealed class I2cMemoryTests
{
    private readonly ChipTime _time = new();

    [Fact]
    public void An_fram_takes_any_run_of_bytes_and_is_never_busy()
    {
        var chip = new MemoryChip(_time, 32768, 1);
        var memory = new I2cMemory(chip, _time, 0x50, 32768, 1);
        byte[] bytes = [.. Enumerable.Range(0, 200).Select(index => (byte)(index * 7))];
        Assert.True(memory.Write(32568, bytes, 0, 200));
        Assert.False(memory.Busy);
        byte[] back = new byte[202];
        Assert.True(memory.Read(32568, back, 1, 200));
        Assert.Equal(bytes, back[1..201]);
        Assert.Equal((0, 0), (back[0], back[201]));
        Assert.Equal(bytes, chip.Bytes[^200..]);
    }

    [Fact]
    public void An_eeprom_is_written_within_its_pages_only_and_is_busy_until_it_acknowledges()
    {
        var chip = new MemoryChip(_time, 32768, 64);
        var memory = new I2cMemory(chip, _time, 0x50, 32768, 64);
        byte[] bytes = [.. Enumerable.Repeat((byte)0x5A, 64)];
        Assert.False(memory.Write(32, bytes, 0, 64));
        Assert.Equal(0, chip.Writes);
        Assert.True(memory.Write(64, bytes, 0, 64));
        Assert.True(memory.Busy);
        Assert.False(memory.Write(128, bytes, 0, 64));
        Assert.False(memory.Read(64, bytes, 0, 64));
        _time.Wait(5);
        Assert.False(memory.Busy);
        Assert.True(memory.Read(64, new byte[64], 0, 64));
        Assert.Equal(1, chip.Writes);
    }

    [Fact]
    public void A_part_that_is_gone_is_not_busy_for_ever()
    {
        var chip = new MemoryChip(_time, 32768, 64);
        var memory = new I2cMemory(chip, _time, 0x50, 32768, 64);
        Assert.True(memory.Write(0, new byte[64], 0, 64));
        chip.Gone = true;
        for (int wait = 0; wait < 15; wait++)
        {
            _time.Wait(1);
            Assert.True(memory.Busy);
        }
        _time.Wait(1);
        Assert.False(memory.Busy);
        Assert.False(memory.Write(0, new byte[64], 0, 64));
        Assert.False(memory.Read(0, new byte[64], 0, 64));
    }

    [Theory]
    [InlineData(-1, 0, 4)]
    [InlineData(32765, 0, 4)]
    [InlineData(0, 61, 4)]
    [InlineData(0, -1, 4)]
    [InlineData(0, 0, -1)]
    public void What_lies_outside_is_refused(int address, int offset, int count)
    {
        var memory = new I2cMemory(new MemoryChip(_time, 32768, 1), _time, 0x50, 32768, 1);
        Assert.False(memory.Write(address, new byte[64], offset, count));
        Assert.False(memory.Read(address, new byte[64], offset, count));
    }
}
