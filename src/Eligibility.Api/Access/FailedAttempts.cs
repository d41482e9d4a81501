using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Eligibility.Api.Access;

/// <summary>
/// Counts refused credentials by address: ten a minute, then 429. Whoever comes with a good one from the same address is not held up. A
/// network of version 6 counts as one address: whoever has one of its addresses has them all.
/// </summary>
internal sealed class FailedAttempts : IDisposable
{
    /// <summary>How many a minute an address has.</summary>
    public const int PerMinute = 10;

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(AddressOf(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = PerMinute,
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>Counts one.</summary>
    /// <returns>How long to wait; null where it is not yet too many.</returns>
    public TimeSpan? Count(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        IPAddress address => address.ToString(),
    };
}
