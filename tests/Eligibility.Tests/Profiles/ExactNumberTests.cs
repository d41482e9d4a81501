using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using Eligibility.Json.Profiles;

namespace Eligibility.Tests.Profiles;

public sealed class ExactNumberTests
{
    // JSON numbers of every shape: sign, digits, fraction, exponent; longer than a decimal holds, too.
    private static readonly Gen<string> Literals = Gen.Select(
        Gen.Bool,
        Digits(1, 32),
        Gen.Frequency((1, Gen.Const("")), (2, Digits(1, 32))),
        Gen.Frequency((2, Gen.Const((int?)null)), (1, Gen.Int[-40, 40].Select(exponent => (int?)exponent))),
        (negative, whole, fraction, exponent) =>
            $"{(negative ? "-" : "")}{Trimmed(whole)}{(fraction.Length > 0 ? "." : "")}{fraction}{(exponent is null ? "" : $"e{exponent}")}");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("-0.00e5", "0")]
    [InlineData("15", "15")]
    [InlineData("15.00", "15")]
    [InlineData("1.5E1", "15")]
    [InlineData("150e-1", "15")]
    [InlineData("1e10", "10000000000")]
    [InlineData("1000000000000000000000000e3", "1000000000000000000000000000")]
    [InlineData("1.5e-8", "0.000000015")]
    [InlineData("1.5e-9", null)]
    [InlineData("14.5", "14.5")]
    [InlineData("14.999999999", "14.999999999")]
    [InlineData("14.9999999990000000000", "14.999999999")]
    [InlineData("14.9999999999", null)]
    [InlineData("1e-9", "0.000000001")]
    [InlineData("1e-10", null)]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("14.99999999999999999999999999999999", null)]
    [InlineData("15.00000000000000000000000000000001", null)]
    [InlineData("99999999999999999999999999999", null)]
    [InlineData("1e28", null)]
    [InlineData("1e-29", null)]
    [InlineData("1e999", null)]
    [InlineData("0e999", null)]
    [InlineData("1e2147483648", null)]
    [InlineData("1e-2147483649", null)]
    public void A_number_is_read_without_trailing_zeros_or_not_at_all(string literal, string? expected)
    {
        var read = ExactNumber.TryRead(Encoding.UTF8.GetBytes(literal), out var value);
        read.Should().Be(expected is not null);
        (read ? value.ToString(CultureInfo.InvariantCulture) : null).Should().Be(expected);
        (read && value == 0 && decimal.IsNegative(value)).Should().BeFalse("zero has no sign");
    }

    [Fact]
    public void A_number_is_read_exactly_or_not_at_all() => Literals.Sample(literal =>
    {
        if (ExactNumber.TryRead(Encoding.UTF8.GetBytes(literal), out var value))
        {
            var (digits, exponent) = Parts(literal);
            var (mantissa, scale) = Parts(value);
            // digits * 10^exponent = mantissa * 10^-scale, in whole numbers
            var shift = Math.Max(0, Math.Max(-exponent, scale));
            (digits * BigInteger.Pow(10, exponent + shift)).Should().Be(mantissa * BigInteger.Pow(10, shift - scale));
        }
    }, iter: 5000);

    [Fact]
    public void Every_number_of_up_to_26_characters_with_up_to_9_decimals_is_read() => Literals
        .Where(literal => literal.Length <= 26 && !literal.Contains('e', StringComparison.Ordinal) && literal.Split('.') is not [_, { Length: > ExactNumber.MostDecimals }])
        .Sample(literal => ExactNumber.TryRead(Encoding.UTF8.GetBytes(literal), out _), iter: 500);

    private static Gen<string> Digits(int least, int most) => Gen.Char['0', '9'].Array[least, most].Select(digits => new string(digits));

    // JSON knows no leading zeros.
    private static string Trimmed(string digits) => digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";

    private static (BigInteger Digits, int Exponent) Parts(string literal)
    {
        var parts = literal.Split('e');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : parts[0].Length - point - 1;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return (BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), exponent - fraction);
    }

    private static (BigInteger Mantissa, int Scale) Parts(decimal value)
    {
        var digits = value.ToString(CultureInfo.InvariantCulture);
        return (BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), value.Scale);
    }
}
