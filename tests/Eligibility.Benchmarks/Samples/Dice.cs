namespace Eligibility.Benchmarks.Samples;

/// <summary>Numbers that look drawn and are the same for the same seed, on every machine and version (SplitMix64).</summary>
/// <param name="seed">Where it starts.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from zero to one less than a bound.</summary>
    /// <param name="bound">The bound, at least one.</param>
    /// <returns>The number.</returns>
    public int Below(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)bound);
    }

    /// <summary>True so many times in a hundred.</summary>
    /// <param name="percent">How many.</param>
    /// <returns>True or false.</returns>
    public bool InHundred(int percent) => Below(100) < percent;
}
