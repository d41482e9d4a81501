using System.Text.Json.Nodes;
using Eligibility.Domain.RuleBooks;

namespace Eligibility.Tests.Proofs;

/// <summary>The shipped rule book with one thing changed.</summary>
internal static class RuleBookWith
{
    /// <summary>One number of the newest edition of a rule changed.</summary>
    public static RuleBook Number(string file, string limit, decimal value)
    {
        var files = RuleBook.ShippedFiles().ToDictionary();
        var rule = JsonNode.Parse(files[file].Span)!;
        rule["editions"]!.AsArray()[^1]!["limits"]![limit]!["value"] = value;
        files[file] = System.Text.Encoding.UTF8.GetBytes(rule.ToJsonString());
        return RuleBook.Open(files);
    }
}
