using Eligibility.Benchmarks.Samples;

namespace Eligibility.Benchmarks.Wire;

/// <summary>What is posted, and where to.</summary>
/// <param name="Path">Where to, with the query.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Body">The body.</param>
internal sealed record Message(string Path, string MediaType, string Body)
{
    /// <summary>Where screenings are posted.</summary>
    public const string Screenings = "/v1/screenings";

    /// <summary>The four answers that every clinic has, as the service itself takes them.</summary>
    /// <param name="query">What of the answer is wanted; empty: all of it.</param>
    public static Message FourAnswers(string query = "") => new($"{Screenings}{query}", "application/json", Sample.FourAnswers);
}
