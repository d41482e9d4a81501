using System.Buffers;
using System.Collections.Frozen;

namespace Eligibility.Api.CdsHooks.Codings;

/// <summary>The names of botulinum toxins within texts of orders. Case does not matter, nor what stands before and behind: a strength, a route, a trade mark. Immutable.</summary>
internal sealed class OrderNames
{
    private readonly FrozenDictionary<string, OrderedItem> _items;
    private readonly SearchValues<string> _any;
    private readonly SearchValues<string> _otherThings;

    /// <summary>Takes the names.</summary>
    /// <param name="items">What each orders.</param>
    /// <param name="otherThings">Words by which a text names something else, such as an antitoxin.</param>
    public OrderNames(IReadOnlyDictionary<string, OrderedItem> items, IReadOnlyList<string> otherThings)
    {
        _items = items.ToFrozenDictionary();
        _any = SearchValues.Create([.. items.Keys], StringComparison.OrdinalIgnoreCase);
        _otherThings = SearchValues.Create([.. otherThings], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Adds what a text names, each once.</summary>
    /// <param name="found">Where to.</param>
    /// <param name="text">The text.</param>
    public void AddTo(List<OrderedItem> found, string text)
    {
        if (!text.AsSpan().ContainsAny(_any) || text.AsSpan().ContainsAny(_otherThings))
        {
            return;
        }

        foreach (var (name, item) in _items)
        {
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase) && !found.Contains(item))
            {
                found.Add(item);
            }
        }
    }
}
