using System.Buffers;
using System.Text;
using System.Text.Json;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.CdsHooks.Codings;
using Eligibility.Domain.Facts;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

namespace Eligibility.Tests.CdsHooks;

/// <summary>
/// What it costs to read the largest request that is taken, filled with as many entries as it can hold, and to write a card. Counted in memory: time is not the
/// same twice.
/// </summary>
public sealed class HookCostTests
{
    [Theory]
    [InlineData("conditions", """{"resource":{"resourceType":"Condition"}}""")]
    [InlineData("intake", """{"resource":{"resourceType":"QuestionnaireResponse"}}""")]
    [InlineData("pregnancy", """{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"82810-3"}]},"valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA26683-5"}]}}}""")]
    [InlineData("patient", """{"resource":{"resourceType":"Patient"}}""")]
    public void Thousands_of_entries_are_read_with_no_more_memory_than_some_times_their_own(string key, string entry)
    {
        var entries = string.Join(',', Enumerable.Repeat(entry, (HookBody.LargestRequest - 1024) / (entry.Length + 1)));
        var json = """{"hook":"patient-view","hookInstance":"1","context":{"patientId":"p1"},"prefetch":{"KEY":{"resourceType":"Bundle","type":"searchset","entry":[ENTRIES]}}}"""
            .Replace("KEY", key, StringComparison.Ordinal).Replace("ENTRIES", entries, StringComparison.Ordinal);
        using var body = HookBody.Of(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));
        Read(body.Root);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(body.Root);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(12 * HookBody.LargestRequest);
    }

    [Fact]
    public void A_card_takes_no_more_memory_than_some_times_its_own()
    {
        var screener = new Screener(RuleBook.Shipped);
        var answers = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.PainLocations, "neck").ToProfile();
        var length = Write()!.Detail.Length;

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(16 * length);

        Card? Write() => ScreeningCard.Of(Hook.PatientView, HookScreening.Of(screener, answers, new Chart([], null, []), null, new DateOnly(2026, 11, 23)), "The answers are of today.", null, "1");
    }

    private static void Read(JsonElement root)
    {
        HookRequest.Read(root, out var request).Should().BeNull();
        Intake.Choose(request.Intake, TimeProvider.System.GetUtcNow());
        Chart.Read(request, CodingTable.Shipped, new DateOnly(2026, 11, 23));
    }
}
