namespace Bms.Core.Configuration;

/// <summary>
/// Checks who a pack says it is. A code of GB/T 34014-2017 has 24 characters: maker (3), product (P pack, M module, C cell), chemistry,
/// specification (2), traceability (7), date (year, month, day) and serial number (7). Of the chemistry's letters two are checked:
/// B is iron phosphate, E is ternary.
/// </summary>
public static class IdentityValidator
{
    private const int PreviousDetail = 32;
    private const int SameDetail = 64;

    // The end of 2099.
    private const int LastDay = 47481;

    /// <summary>What is wrong, as <see cref="PackFault.Identity"/> counts it; −1 for nothing.</summary>
    public static int Wrong(PackConfiguration pack)
    {
        IdentitySettings settings = pack.Identity;
        int code = FirstWrong(settings.Code, pack.Cell.Chemistry, true);
        if (code >= 0)
            return code;
        int previous = FirstWrong(settings.Previous, pack.Cell.Chemistry, false);
        if (previous >= 0)
            return PreviousDetail + previous;
        if (AreSame(settings.Code, settings.Previous))
            return SameDetail;
        if ((int)settings.Status < 0 || (int)settings.Status > (int)PackStatus.Waste)
            return SameDetail + 1;
        if (settings.ManufacturedDay < 0 || settings.ManufacturedDay > LastDay)
            return SameDetail + 2;
        if (settings.ServiceDay < 0 || settings.ServiceDay > LastDay)
            return SameDetail + 3;
        if (settings.ColdCentidegrees < -6000 || settings.ColdCentidegrees > 3000)
            return SameDetail + 4;
        return settings.HotCentidegrees <= 3000 || settings.HotCentidegrees > 12000 ? SameDetail + 5 : -1;
    }

    /// <summary>The first position, from 0, that is wrong; −1 where the code is sound or empty. A wrong length counts as its position.</summary>
    /// <param name="code">The characters.</param>
    /// <param name="chemistry">The cell's.</param>
    /// <param name="pack">True where it must be a pack's code: a previous code may be a module's.</param>
    public static int FirstWrong(byte[] code, Chemistry chemistry, bool pack)
    {
        if (code.Length == 0)
            return -1;
        for (int index = 0; index < code.Length && index < IdentitySettings.CodeLength; index++)
        {
            if (!Fits(code[index], index, chemistry, pack))
                return index;
        }
        return code.Length == IdentitySettings.CodeLength ? -1
            : code.Length < IdentitySettings.CodeLength ? code.Length : IdentitySettings.CodeLength;
    }

    private static bool Fits(int letter, int index, Chemistry chemistry, bool pack)
    {
        switch (index)
        {
            case 3:
                return letter == 'P' || (!pack && (letter == 'M' || letter == 'C'));
            case 4:
                return IsChemistry(letter, chemistry);
            case 14:
                return IsDigit(letter) || IsDateLetter(letter, 'Z');
            case 15:
                return (IsDigit(letter) && letter != '0') || (letter >= 'A' && letter <= 'C');
            case 16:
                return (IsDigit(letter) && letter != '0') || IsDateLetter(letter, 'X');
            default:
                return IsDigit(letter) || (letter >= 'A' && letter <= 'Z');
        }
    }

    private static bool IsChemistry(int letter, Chemistry chemistry)
    {
        if (letter < 'A' || letter > 'Z')
            return false;
        if (chemistry == Chemistry.Lfp)
            return letter == 'B';
        if (chemistry == Chemistry.Nmc || chemistry == Chemistry.Nca)
            return letter == 'E';
        return letter != 'B' || chemistry == Chemistry.SolidPolymer;
    }

    private static bool IsDigit(int letter) => letter >= '0' && letter <= '9';

    /// <summary>I and O are left out, since they look like digits.</summary>
    private static bool IsDateLetter(int letter, int last) => letter >= 'A' && letter <= last && letter != 'I' && letter != 'O';

    private static bool AreSame(byte[] left, byte[] right)
    {
        if (left.Length == 0 || left.Length != right.Length)
            return false;
        for (int index = 0; index < left.Length; index++)
        {
            if (left[index] != right[index])
                return false;
        }
        return true;
    }
}
