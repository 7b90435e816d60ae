namespace Bms.Core.Configuration;

/// <summary>Why an image or a configuration is refused. The numbers are stable: tools print the words for them.</summary>
public enum PackFault
{
    /// <summary>Accepted.</summary>
    None = 0,

    /// <summary>Fewer bytes than a header and a checksum take. Detail: the length.</summary>
    ImageTooShort = 1,

    /// <summary>More bytes than a board reads. Detail: the length.</summary>
    ImageTooLong = 2,

    /// <summary>Does not begin with the letters BMSP.</summary>
    ImageNotRecognised = 3,

    /// <summary>Another layout version. Detail: that version.</summary>
    ImageVersion = 4,

    /// <summary>The header's length is not the image's. Detail: the header's length.</summary>
    ImageLength = 5,

    /// <summary>The CRC-32 does not match: the image is damaged. Detail: where the checksum stands.</summary>
    ImageChecksum = 6,

    /// <summary>The content is shorter or longer than its own counts say. Detail: the position.</summary>
    ImageContentLength = 7,

    /// <summary>Series groups outside 1…32. Detail: the number.</summary>
    SeriesGroups = 10,

    /// <summary>Parallel cells outside 1…255. Detail: the number.</summary>
    ParallelCells = 11,

    /// <summary>Temperature sensors outside 1…16. Detail: the number.</summary>
    TemperatureSensors = 12,

    /// <summary>The pack's current limits are not positive or exceed the cells'. Detail: 0 charge, 1 discharge.</summary>
    CurrentLimits = 13,

    /// <summary>A setting of the measurement stage is out of its range. Detail: which, counted from 0 in the order of the settings.</summary>
    Measurement = 20,

    /// <summary>The protection table lacks a required row, or has one twice or out of order. Detail: the row.</summary>
    ProtectionOrder = 30,

    /// <summary>Warning, derate and trip of a row are not in order. Detail: the row.</summary>
    ProtectionLevels = 31,

    /// <summary>A row's trip limit lies where it protects nothing. Detail: the row.</summary>
    ProtectionReach = 32,

    /// <summary>A row's hysteresis is missing or too large. Detail: the row.</summary>
    ProtectionHysteresis = 33,

    /// <summary>A row's debounce or recovery is out of its range. Detail: the row.</summary>
    ProtectionTimes = 34,

    /// <summary>A row looks at an input that the board has not, or inputs lack the row that watches them. Detail: the row.</summary>
    ProtectionInput = 35,

    /// <summary>A row's cool-down, reclose limit, wait or latch is out of its range. Detail: the row.</summary>
    ProtectionRecovery = 36,

    /// <summary>A setting of plausibility is out of its range. Detail: which, counted from 0.</summary>
    Plausibility = 37,

    /// <summary>A setting of the signs of runaway is out of its range. Detail: which, counted from 0.</summary>
    Runaway = 38,

    /// <summary>A setting of the contactors is out of its range. Detail: which, counted from 0.</summary>
    Contactors = 39,

    /// <summary>A setting of the balancer is out of its range. Detail: which, counted from 0.</summary>
    Balancing = 40,

    /// <summary>A setting of the AFE's protections is out of its range. Detail: which, counted from 0.</summary>
    Afe = 45,

    /// <summary>A setting of the estimator is out of its range. Detail: which, counted from 0.</summary>
    Estimation = 50,

    /// <summary>A setting of the groups and the pack's health is out of its range. Detail: which, counted from 0.</summary>
    PackState = 51,

    /// <summary>A setting of the power limits is out of its range. Detail: which, counted from 0.</summary>
    Power = 52,

    /// <summary>
    /// Who the pack is cannot be. Detail: 0 to 24 the first wrong position of the code, 32 and more that of the previous code, 64 both are
    /// the same, 65 status, 66 day of manufacture, 67 day of service, 68 cold limit, 69 hot limit.
    /// </summary>
    Identity = 56,

    /// <summary>A setting of charging is out of its range. Detail: which, counted from 0.</summary>
    Charging = 53,

    /// <summary>A setting of heater or cooling is out of its range. Detail: which, counted from 0.</summary>
    Thermal = 54,

    /// <summary>An unknown chemistry. Detail: the number.</summary>
    CellChemistry = 60,

    /// <summary>The cell's capacity is not positive, or the pack's exceeds 2 000 Ah.</summary>
    CellCapacity = 61,

    /// <summary>SOC or temperature nodes do not rise, or do not span 0…10 000. Detail: the node.</summary>
    CellGrid = 62,

    /// <summary>The OCV falls with SOC or leaves the cell's voltages. Detail: the table's entry.</summary>
    CellOcv = 63,

    /// <summary>
    /// The hysteresis is negative or its rate out of range. Detail: the table's entry, −1 for the rate, or −2 less the temperature node
    /// for the instantaneous hysteresis.
    /// </summary>
    CellHysteresis = 64,

    /// <summary>A resistance is not positive. Detail: the table's entry.</summary>
    CellResistance = 65,

    /// <summary>Time constants do not rise or are out of range. Detail: the branch.</summary>
    CellTau = 66,

    /// <summary>A saturation is out of range. Detail: the temperature node.</summary>
    CellSaturation = 67,

    /// <summary>A model uncertainty is out of range. Detail: which, counted from 0.</summary>
    CellUncertainty = 68,

    /// <summary>The cell's limits are not in order or not within the chemistry. Detail: which, counted from 0.</summary>
    CellLimits = 69,

    /// <summary>
    /// A table has not the length that the grid and the branches ask for, or there are too many of them. Detail: 0 SOC nodes,
    /// 1 temperature nodes, 2 OCV, 3 hysteresis, 4 R0, 5 time constants, 6 resistance steps, 7 branches, 8 saturation, 9 model error,
    /// 10 model error's part of the overpotential, 11 instantaneous hysteresis, 12 resistance factor of charging.
    /// </summary>
    CellShape = 70,

    /// <summary>
    /// The model's error is not positive or too large. Detail: the table's entry, or −1 less the temperature node for its part of the
    /// overpotential.
    /// </summary>
    CellModelError = 71,

    /// <summary>The resistance factor of charging is out of its range. Detail: the table's entry.</summary>
    CellChargeResistance = 72,

    /// <summary>The coulombic efficiency is out of its range. Detail: its value.</summary>
    CellEfficiency = 73,
}
