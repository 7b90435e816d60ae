using System;
using System.Globalization;
using Xunit;

namespace Bms.Hil.Tests.Cells;

/// <summary>
/// A formula as the method texts of synthetic cells write it: numbers, <c>s</c> and <c>T</c>, + - / ^, a product where two factors stand side
/// by side, and exp, tanh and A, the Arrhenius factor of an energy in kJ/mol that is 1 at 298.15 K.
/// </summary>
internal sealed class FormulaText
{
    private readonly string _text;
    private int _at;
    private double _soc;
    private double _kelvin;

    private FormulaText(string text) => _text = text;

    /// <summary>The formula between a title and what follows it.</summary>
    public static FormulaText After(string method, string title, string end)
    {
        int start = method.IndexOf(title, StringComparison.Ordinal);
        Assert.True(start >= 0, $"the method text has no '{title}'");
        start += title.Length;
        return new FormulaText(method[start..method.IndexOf(end, start, StringComparison.Ordinal)]);
    }

    public double Value(double soc, double kelvin)
    {
        (_at, _soc, _kelvin) = (0, soc, kelvin);
        double value = Sum();
        Assert.Equal(_text.Length, _at);
        return value;
    }

    private char Next()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private double Sum()
    {
        double sign = Next() == '-' ? -1 : 1;
        if (sign < 0)
            _at++;
        double sum = sign * Product();
        for (char next = Next(); next is '+' or '-'; next = Next())
        {
            _at++;
            sum += next == '+' ? Product() : -Product();
        }
        return sum;
    }

    private double Product()
    {
        double product = Power();
        for (char next = Next(); next == '/' || next == '(' || char.IsAsciiLetterOrDigit(next); next = Next())
        {
            if (next == '/')
            {
                _at++;
                product /= Power();
            }
            else
            {
                product *= Power();
            }
        }
        return product;
    }

    private double Power()
    {
        double value = Factor();
        if (Next() != '^')
            return value;
        _at++;
        return Math.Pow(value, Factor());
    }

    private double Factor()
    {
        char next = Next();
        int start = _at;
        if (char.IsAsciiDigit(next))
        {
            while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
                _at++;
            return double.Parse(_text.AsSpan(start, _at - start), CultureInfo.InvariantCulture);
        }
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        string name = _text[start.._at];
        if (name is "s" or "T")
            return name == "s" ? _soc : _kelvin;
        Assert.Equal('(', Next());
        _at++;
        double inner = Sum();
        Assert.Equal(')', Next());
        _at++;
        return name switch
        {
            "" => inner,
            "exp" => Math.Exp(inner),
            "tanh" => Math.Tanh(inner),
            "A" => Math.Exp(1000 * inner / 8.314 * ((1 / _kelvin) - (1 / 298.15))),
            _ => throw new InvalidOperationException($"no function {name}"),
        };
    }
}
