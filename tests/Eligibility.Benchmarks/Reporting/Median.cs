namespace Eligibility.Benchmarks.Reporting;

/// <summary>The middle of several measurements: a round that something else disturbed does not move it.</summary>
internal static class Median
{
    /// <summary>The middle one; the mean of the two in the middle where their number is even.</summary>
    /// <param name="values">At least one number.</param>
    /// <returns>The median.</returns>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
