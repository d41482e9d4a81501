using System.Text;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;
using static Eligibility.Domain.Facts.FactCatalogue;

namespace Eligibility.Tests.Proofs;

public sealed class AuthorityInAFolderTests
{
    private const string Rule = """
        {
          "title": "Chronic migraine: Acme Health",
          "kind": "payer",
          "indication": "chronic-migraine",
          "ruleClass": "ChronicMigrainePrevention",
          "criteria": {
            "headache-days": { "text": "{headacheDays} or more headache days a month" },
            "preventive-classes": { "text": "{preventiveClasses} or more classes of preventive medicine tried for {preventiveWeeks} weeks" }
          },
          "editions": [
            {
              "effectiveFrom": "2026-01-01",
              "limits": {
                "headacheDays": { "value": 15, "citation": "policy" },
                "preventiveClasses": { "value": 4, "citation": "policy" },
                "preventiveWeeks": { "value": 6, "citation": "policy" },
                "preventiveOutcomes": { "value": ["ineffective"], "citation": "policy" }
              },
              "citations": {
                "policy": { "title": "Acme policy", "section": "1", "year": 2026, "url": "https://acme.example/policy", "confidence": "primary" }
              }
            }
          ]
        }
        """;

    private const string Cases = """
        { "cases": [ { "id": "acme-1", "title": "Nobody tried four classes.", "profile": { "headacheDaysPerMonth": 20, "preventivesTried": [] },
          "expected": { "verdicts": { "acme-health/chronic-migraine": "not-met" } } } ] }
        """;

    [Fact]
    public void An_invented_payer_is_two_files_in_a_folder_and_no_code()
    {
        var folder = Directory.CreateTempSubdirectory("rules").FullName;
        try
        {
            foreach (var (name, content) in RuleBook.ShippedFiles())
            {
                Write(folder, name, content.ToArray());
            }

            Write(folder, "acme-health/chronic-migraine.json", Encoding.UTF8.GetBytes(Rule));
            Write(folder, "acme-health/chronic-migraine.cases.json", Encoding.UTF8.GetBytes(Cases));

            var book = RuleBook.Open(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).ToDictionary(
                path => Path.GetRelativePath(folder, path).Replace('\\', '/'), path => (ReadOnlyMemory<byte>)File.ReadAllBytes(path)));
            var profile = new ProfileDraft().Set(HeadacheDaysPerMonth, 20).ToProfile();
            var answer = new Screener(book).Screen(profile, new DateOnly(2026, 11, 23)).Indications[0].Authorities.Single(rule => rule.Rule.Authority == "acme-health");

            answer.Verdict.Should().Be(Eligibility.Domain.Criteria.Verdict.Unknown);
            answer.Needs.Should().Equal(PreventivesTried);
            answer.Edition!.TextOf(answer.Edition.Leaves[1]).Text.Should().Be("4 or more classes of preventive medicine tried for 6 weeks");
            book.Digest.Should().NotBe(RuleBook.Shipped.Digest);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
