using System.Buffers.Text;
using System.Globalization;

namespace Eligibility.Json.Profiles;

/// <summary>Reads a JSON number exactly or not at all: 14.99999999999999999999999999999999 must never become 15.</summary>
internal static class ExactNumber
{
    /// <summary>The most decimals of an answer: enough for any measure, few enough that sums of answers stay exact.</summary>
    public const int MostDecimals = 9;

    private const int MostDigits = 28;
    private const int MostPlainDigits = 16;

    /// <summary>The same number without trailing zeros, and zero without a sign: 18.0 is 18.</summary>
    // Dividing by one with the greatest scale drops the zeros. A sign of zero would outlast that, and adding zero too.
    public static decimal WithoutTrailingZeros(decimal number) => number == 0 ? 0 : number.Scale == 0 ? number : number / 1.0000000000000000000000000000m;

    /// <summary>The number, without trailing zeros, so that 18 and 18.0 are one answer and not two.</summary>
    /// <param name="literal">The number as it stands in the JSON text, already known to be well formed.</param>
    /// <param name="value">The number.</param>
    /// <returns>False where it has more digits than a decimal holds.</returns>
    public static bool TryRead(ReadOnlySpan<byte> literal, out decimal value)
    {
        if (TryReadPlain(literal, out value))
        {
            return true;
        }

        if (!IsShort(literal) || !decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value = WithoutTrailingZeros(value);
        return true;
    }

    // What nearly every number is: a few digits, perhaps with a point among them.
    private static bool TryReadPlain(ReadOnlySpan<byte> literal, out decimal value)
    {
        value = 0;
        if (literal.Length > MostPlainDigits)
        {
            return false;
        }

        var (digits, decimals, hasPoint) = (0L, 0, false);
        foreach (var digit in literal)
        {
            if (digit == (byte)'.' && !hasPoint)
            {
                hasPoint = true;
            }
            else if (char.IsAsciiDigit((char)digit))
            {
                digits = (digits * 10) + (digit - '0');
                decimals += hasPoint ? 1 : 0;
            }
            else
            {
                return false;
            }
        }

        while (decimals > 0 && digits % 10 == 0)
        {
            digits /= 10;
            decimals--;
        }

        value = new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, (byte)decimals);
        return decimals <= MostDecimals;
    }

    // At most 28 digits altogether, and few of them decimals: then nothing is rounded, here or later.
    private static bool IsShort(ReadOnlySpan<byte> literal)
    {
        var exponentAt = literal.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponentAt < 0 ? literal : literal[..exponentAt];
        var exponent = 0;
        if (exponentAt >= 0 && (!Utf8Parser.TryParse(Unsigned(literal[(exponentAt + 1)..]), out exponent, out _) || exponent > MostDigits))
        {
            return false;
        }

        var isSmall = exponentAt >= 0 && literal[exponentAt + 1] == (byte)'-';
        var point = mantissa.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : mantissa[(point + 1)..].TrimEnd((byte)'0').Length;
        return mantissa.Length + exponent <= MostDigits && (isSmall ? fraction + exponent : fraction) <= MostDecimals;
    }

    private static ReadOnlySpan<byte> Unsigned(ReadOnlySpan<byte> exponent) =>
        exponent[0] is (byte)'+' or (byte)'-' ? exponent[1..] : exponent;
}
