using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Eligibility.Api.CdsHooks.Codings;

/// <summary>The names of botulinum toxins within texts of orders. Case does not matter, nor what stands before and behind: a strength, a route, a trade mark. Immutable.</summary>
internal sealed class OrderNames
{
    private readonly FrozenDictionary<string, OrderedItem> _products;
    private readonly ImmutableArray<string> _anyProduct;
    private readonly SearchValues<string> _any;
    private readonly SearchValues<string> _otherThings;

    /// <summary>Takes the names.</summary>
    /// <param name="items">What each orders.</param>
    /// <param name="otherThings">Words by which a text that names no product names something else, such as an antitoxin.</param>
    public OrderNames(IReadOnlyDictionary<string, OrderedItem> items, IReadOnlyList<string> otherThings)
    {
        _products = items.Where(pair => !pair.Value.IsUnspecific).ToFrozenDictionary();
        _anyProduct = [.. items.Where(pair => pair.Value.IsUnspecific).Select(pair => pair.Key)];
        _any = SearchValues.Create([.. items.Keys], StringComparison.OrdinalIgnoreCase);
        _otherThings = SearchValues.Create([.. otherThings], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Adds what a text names, each once.</summary>
    /// <param name="found">Where to.</param>
    /// <param name="text">The text.</param>
    public void AddTo(List<OrderedItem> found, string text)
    {
        if (!text.AsSpan().ContainsAny(_any))
        {
            return;
        }

        // The name of a product says enough, whatever stands beside it.
        var rest = text;
        foreach (var (name, item) in _products.Where(pair => text.Contains(pair.Key, StringComparison.OrdinalIgnoreCase)))
        {
            Add(found, item);
            rest = rest.Replace(name, " ", StringComparison.OrdinalIgnoreCase);
        }

        if (rest.AsSpan().ContainsAny(_otherThings))
        {
            return;
        }

        foreach (var name in _anyProduct)
        {
            for (var at = IndexOf(rest, name, 0); at >= 0; at = IndexOf(rest, name, at + name.Length))
            {
                // The generic name of a product is the toxin's with letters before it: this one is not among those that are known.
                Add(found, at > 0 && char.IsLetter(rest[at - 1]) ? OrderedItem.UnknownProduct : OrderedItem.Unspecific);
            }
        }
    }

    private static int IndexOf(string text, string name, int from) => text.IndexOf(name, from, StringComparison.OrdinalIgnoreCase);

    private static void Add(List<OrderedItem> found, OrderedItem item)
    {
        if (!found.Contains(item))
        {
            found.Add(item);
        }
    }
}
