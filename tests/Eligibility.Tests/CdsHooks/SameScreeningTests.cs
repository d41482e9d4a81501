using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Http;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.CdsHooks;

/// <summary>One screening, another door: what a card says is what the native call says of the same answers.</summary>
public sealed class SameScreeningTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");
    private static readonly Regex Marks = new(@"( \[\d+\])+$");
    private static readonly Dictionary<string, string> Titles = RuleBook.Shipped.Rules.ToDictionary(rule => rule.Id, rule => rule.Title);

    private static readonly HashSet<string> Safeguards =
        [.. RuleBook.Shipped.Rules.Where(rule => rule.Safeguard is not null).SelectMany(rule => rule.Editions).SelectMany(edition => edition.Caveats).Select(use => use.Caveat.Code)];

    [Fact]
    public Task A_card_has_the_candidacies_verdicts_and_caveats_of_the_native_answer() => Sample.ForEachAsync(RandomProfiles.Any, 50, async answers =>
    {
        // An order's product would be one more answer.
        var whole = answers.Has(FactCatalogue.ToxinProduct) ? answers : answers.With(FactCatalogue.ToxinProduct, new Answer(Codes: 1));
        using var screened = await service.ScreenAsync(ProfileWriter.Write(whole));
        var native = await Service.BodyAsync(screened);

        var card = await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(whole), Botox));
        var (summary, lines) = ((string)card["summary"]!, ((string)card["detail"]!).Split('\n'));

        Candidacies(lines).Should().BeEquivalentTo(native["indications"]!.AsArray().Select(part => (((string)part!["title"]!).ToUpperInvariant(), Plain((string)part["candidacy"]!))));
        var spelt = lines.Where(line => line.StartsWith("**", StringComparison.Ordinal)).Select(line => line[2..].Split(':')[0]).ToHashSet();
        var reported = native["indications"]!.AsArray().Where(part => spelt.Contains((string)part!["title"]!)).ToList();
        Authorities(lines).Should().BeEquivalentTo(
            reported.SelectMany(part => part!["authorities"]!.AsArray()).Select(rule => $"{Titles[(string)rule!["rule"]!]}: {Verdict((string)rule["verdict"]!)}"));
        var isRestricted = summary.StartsWith("A red flag is reported", StringComparison.Ordinal) || summary.StartsWith("A contraindication to botulinum toxin is reported", StringComparison.Ordinal);
        Section(lines, "Before deciding").Concat(Section(lines, "Good to know")).Should().BeEquivalentTo(Caveats(native, reported).Where(caveat => !isRestricted || caveat.StartsWith("Warning: ", StringComparison.Ordinal) || caveat.StartsWith("Caution: ", StringComparison.Ordinal)));
        Section(lines, "Not there, by the form").SelectMany(line => line.Split(", ")).Should().Equal(
            native["ruledOut"]!.AsArray().Select(part => RuleBook.Shipped.Indications.Single(one => one.Id == (string?)part!["indication"]).Title), (line, title) => line.Equals(title, StringComparison.OrdinalIgnoreCase));
        Section(lines, "Taken for granted").Should().BeEquivalentTo(native["assumptions"]!.AsArray().Select(sentence => (string?)sentence));
        // What was not asked of red flags and contraindications stands before them.
        string[] safety = [FactCatalogue.RedFlags.Question, FactCatalogue.SafetyFactors.Question, FactCatalogue.Pregnant.Question, FactCatalogue.Breastfeeding.Question];
        var needs = native["needs"]!.AsArray().Select(need => (string)need!["question"]!).Except(safety).Take(3).ToList();
        Section(lines, "Still to ask").Where(line => !safety.Any(question => line.StartsWith(question, StringComparison.Ordinal))).Take(needs.Count).Should().Equal(needs, (line, question) => line.StartsWith(question, StringComparison.Ordinal));
    });

    [Fact]
    public async Task The_criteria_that_decide_are_listed_by_their_verdicts()
    {
        await Sample.ForEachAsync(RandomProfiles.Any, 25, async answers =>
        {
            var whole = answers.With(FactCatalogue.ToxinProduct, new Answer(Codes: 1));
            using var screened = await service.ScreenAsync(ProfileWriter.Write(whole));
            var native = await Service.BodyAsync(screened);
            var detail = (string)(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(whole), Botox)))["detail"]!;
            var lines = detail.Split('\n');
            foreach (var part in native["indications"]!.AsArray().Where(part => detail.Contains($"**{part!["title"]}: ", StringComparison.Ordinal)))
            {
                var deciding = part!["authorities"]!.AsArray().Where((rule, place) => place == 0 || ((string?)rule!["kind"] == "label" && (string?)rule["stage"] == "initial"));
                foreach (var criterion in deciding.SelectMany(rule => rule!["criteria"]!.AsArray()).Where(criterion => (string?)criterion!["verdict"] == "unknown"))
                {
                    Section(lines, "To confirm").Should().Contain(line => line.Contains((string)criterion!["text"]!, StringComparison.OrdinalIgnoreCase));
                }
            }
        });
    }

    private static IEnumerable<(string, string)> Candidacies(string[] lines) => lines
        .Where(line => line.StartsWith("**", StringComparison.Ordinal)).Select(line => line[2..line.IndexOf("**", 2, StringComparison.Ordinal)].Split(": ")).Select(line => (Title: line[0], Candidacy: line[1]))
        .Concat(Section(lines, "Not known to be there").Select(line => line.Split(": ")).SelectMany(line => line[1].Split(", ").Select(title => (Title: title, Candidacy: line[0]))))
        .Select(part => (part.Title.ToUpperInvariant(), part.Candidacy.Equals("a published criterion is not met", StringComparison.OrdinalIgnoreCase) ? "not candidate" : char.ToLowerInvariant(part.Candidacy[0]) + part.Candidacy[1..]));

    // Under the heading of an indication, those of a verdict stand in one line; what is about something else says so.
    private static IEnumerable<string> Authorities(string[] lines)
    {
        var (about, isHere) = ("", false);
        foreach (var line in lines)
        {
            about = line.StartsWith("**", StringComparison.Ordinal) ? line[2..].Split(':')[0] : about;
            isHere = line == "What each authority says" || (isHere && (line.Length == 0 || line.StartsWith("- ", StringComparison.Ordinal)));
            if (isHere && line.StartsWith("- ", StringComparison.Ordinal))
            {
                var (key, names) = (line[2..line.IndexOf(": ", StringComparison.Ordinal)].Split(", "), line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split("; "));
                foreach (var name in names)
                {
                    yield return $"{(key.Length > 1 ? key[0] : about)}: {name}: {key[^1].ToLowerInvariant()}";
                }
            }
        }
    }

    // Those of what is spelt out, and the safeguards'.
    private static IEnumerable<string> Caveats(JsonNode native, List<JsonNode?> reported)
    {
        var here = reported.SelectMany(part => part!["caveats"]!.AsArray()).Select(code => (string)code!).Concat(Safeguards).ToHashSet();
        return native["caveats"]!.AsArray().Where(caveat => here.Contains((string)caveat!["code"]!))
            .Select(caveat => $"{((string)caveat!["severity"]! == "info" ? "" : (string)caveat["severity"]! == "caution" ? "Caution: " : "Warning: ")}{caveat["text"]}");
    }

    // The lines under every heading of a name, without the marks of their sources.
    private static IEnumerable<string> Section(string[] lines, string heading) => lines.Select((line, place) => (line, place)).Where(pair => pair.line == heading)
        .SelectMany(pair => lines.Skip(pair.place + 2).TakeWhile(line => line.StartsWith("- ", StringComparison.Ordinal)))
        .Select(line => Marks.Replace(line[2..], ""));

    private static string Plain(string code) => code.Replace('-', ' ');

    private static string Verdict(string code) => code switch
    {
        "unknown" => "to confirm",
        _ => Plain(code),
    };
}
