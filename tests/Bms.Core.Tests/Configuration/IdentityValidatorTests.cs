using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Configuration;

/// <summary>The structure of a code of GB/T 34014, and what else of an identity cannot be.</summary>
public sealed class IdentityValidatorTests
{
    private const string Sound = "ABCPE12TRACE01F3A0000001";

    [Theory]
    [InlineData(Sound, -1)]
    [InlineData("", -1)]
    [InlineData("ABCPE12TRACE01F3A000000", 23)]
    [InlineData("ABCPE12TRACE01F3A00000011", 24)]
    [InlineData("aBCPE12TRACE01F3A0000001", 0)]
    [InlineData("ABCME12TRACE01F3A0000001", 3)]
    [InlineData("ABCPB12TRACE01F3A0000001", 4)]
    [InlineData("ABCPE12TRACE01I3A0000001", 14)]
    [InlineData("ABCPE12TRACE01FDA0000001", 15)]
    [InlineData("ABCPE12TRACE01F0A0000001", 15)]
    [InlineData("ABCPE12TRACE01F3O0000001", 16)]
    [InlineData("ABCPE12TRACE01F3Y0000001", 16)]
    [InlineData("ABCPE12TRACE01F3A-000001", 17)]
    public void A_code_of_a_ternary_pack_is_wrong_at(string code, int position) =>
        Assert.Equal(position, IdentityValidator.FirstWrong(Encoding.ASCII.GetBytes(code), Chemistry.Nmc, true));

    [Theory]
    [InlineData(Chemistry.Lfp, 'B', -1)]
    [InlineData(Chemistry.Lfp, 'E', 4)]
    [InlineData(Chemistry.Nca, 'E', -1)]
    [InlineData(Chemistry.Lto, 'D', -1)]
    [InlineData(Chemistry.Lto, 'B', 4)]
    [InlineData(Chemistry.SolidPolymer, 'B', -1)]
    [InlineData(Chemistry.Lmo, '1', 4)]
    public void The_chemistry_s_letter_belongs_to_the_cell(Chemistry chemistry, char letter, int position)
    {
        byte[] code = Encoding.ASCII.GetBytes(Sound);
        code[4] = (byte)letter;
        Assert.Equal(position, IdentityValidator.FirstWrong(code, chemistry, true));
    }

    [Theory]
    [InlineData("Code", "XX", 2)]
    [InlineData("Previous", "ABCXE12TRACE01F3A0000001", 35)]
    [InlineData("Previous", Sound, 64)]
    [InlineData("Status", 5, 65)]
    [InlineData("ManufacturedDay", -1, 66)]
    [InlineData("ServiceDay", 47482, 67)]
    [InlineData("ColdCentidegrees", 3001, 68)]
    [InlineData("HotCentidegrees", 3000, 69)]
    public void A_pack_with_a_wrong_identity_is_refused_as_a_whole(string property, object value, int detail)
    {
        PackConfiguration pack = PackBench.Pack();
        byte[] code = Encoding.ASCII.GetBytes(Sound);
        code[4] = (byte)(pack.Cell.Chemistry == Chemistry.Lfp ? 'B' : 'E');
        object set = value is string text ? (text == Sound ? code : Encoding.ASCII.GetBytes(text)) : value;
        var validator = new PackValidator(pack.With("Identity.Code", code).With("Identity." + property, set));
        Assert.Equal(PackFault.Identity, validator.Check());
        Assert.Equal(detail, validator.Detail);
    }

    [Fact]
    public void An_identity_survives_the_image()
    {
        PackConfiguration pack = PackBench.Pack();
        byte[] code = Encoding.ASCII.GetBytes(Sound);
        code[4] = (byte)(pack.Cell.Chemistry == Chemistry.Lfp ? 'B' : 'E');
        pack = pack.With("Identity.Code", code).With("Identity.ManufacturedDay", 20000).With("Identity.Status", 2).With("Identity.ColdCentidegrees", -500);
        PackConfiguration? read = PackImage.Read(PackImage.Write(pack)).Configuration;
        Assert.True(AlteredPack.Same(pack.Identity, read!.Identity));
    }
}
