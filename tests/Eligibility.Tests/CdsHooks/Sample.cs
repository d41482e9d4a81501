using System.Collections.Concurrent;
using CsCheck;

namespace Eligibility.Tests.CdsHooks;

/// <summary>Drawn values for what has to be awaited.</summary>
internal static class Sample
{
    /// <summary>Draws values, then does something with each.</summary>
    public static async Task ForEachAsync<T>(Gen<T> from, int count, Func<T, Task> act)
    {
        var drawn = new ConcurrentBag<T>();
        from.Sample(drawn.Add, iter: count, threads: 1);
        foreach (var value in drawn)
        {
            await act(value);
        }
    }
}
