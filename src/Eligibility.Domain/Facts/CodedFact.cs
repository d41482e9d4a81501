using System.Collections.Immutable;
using System.Text;

namespace Eligibility.Domain.Facts;

/// <summary>A fact answered by codes from a closed list. In a profile each code is one bit, in the order of the list.</summary>
public abstract class CodedFact : Fact
{
    private readonly byte[][] _utf8;

    private protected CodedFact(string name, string question, ImmutableArray<string> codes)
        : base(name, question)
    {
        Codes = codes;
        _utf8 = [.. codes.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Every code there is, kebab-case, matched exactly.</summary>
    public ImmutableArray<string> Codes { get; }

    /// <summary>The bit of a code.</summary>
    /// <param name="code">The code as UTF-8, already unescaped.</param>
    /// <returns>The bit, or zero where there is no such code.</returns>
    public ulong BitOf(ReadOnlySpan<byte> code)
    {
        for (var i = 0; i < _utf8.Length; i++)
        {
            if (code.SequenceEqual(_utf8[i]))
            {
                return 1UL << i;
            }
        }

        return 0;
    }

    /// <summary>The bits of several codes.</summary>
    /// <param name="codes">Codes of this fact.</param>
    /// <returns>Their bits, together.</returns>
    /// <exception cref="ArgumentException">One of them is not a code of this fact.</exception>
    public ulong MaskOf(params IEnumerable<string> codes)
    {
        var mask = 0UL;
        foreach (var code in codes)
        {
            var index = Codes.IndexOf(code);
            mask |= index >= 0 ? 1UL << index : throw new ArgumentException($"'{code}' is not a code of {Name}.", nameof(codes));
        }

        return mask;
    }

    /// <summary>The codes of several bits, in the order of the list.</summary>
    /// <param name="mask">Bits of this fact's codes.</param>
    /// <returns>The codes.</returns>
    public IEnumerable<string> CodesOf(ulong mask) => Codes.Where((_, index) => (mask & (1UL << index)) != 0);
}

/// <summary>A fact with exactly one code as its answer.</summary>
public sealed class CodeFact : CodedFact
{
    internal CodeFact(string name, string question, params ImmutableArray<string> codes)
        : base(name, question, codes)
    {
    }
}

/// <summary>A fact with any number of different codes as its answer; none of them is an answer too: asked, none.</summary>
public sealed class CodeSetFact : CodedFact
{
    internal CodeSetFact(string name, string question, params ImmutableArray<string> codes)
        : base(name, question, codes)
    {
    }
}

/// <summary>A fact answered by true or false. Missing is neither.</summary>
public sealed class BooleanFact : CodedFact
{
    internal BooleanFact(string name, string question)
        : base(name, question, ["false", "true"])
    {
    }
}
