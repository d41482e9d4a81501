using System.Threading.RateLimiting;

namespace Eligibility.Api.Limits;

/// <summary>Buckets of tokens that are refilled steadily.</summary>
internal static class SteadyBucket
{
    /// <summary>How often a bucket is refilled at most: ten small refills a second are smoother than one.</summary>
    public static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>What makes one. A slow bucket gets a token at a time.</summary>
    /// <param name="perSecond">How many tokens it gets in a second, 1 or more.</param>
    /// <param name="most">How many it holds, 1 or more.</param>
    /// <param name="waiting">How many may wait for one, 0 or more.</param>
    public static TokenBucketRateLimiterOptions Of(int perSecond, int most, int waiting)
    {
        var period = TimeSpan.FromSeconds(Math.Max(ShortestPeriod.TotalSeconds, 1.0 / perSecond));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = Math.Max(1, (int)(perSecond * period.TotalSeconds)),
            ReplenishmentPeriod = period,
            QueueLimit = waiting,
        };
    }
}
