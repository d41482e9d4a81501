using CsCheck;
using Eligibility.Domain.Facts;
using Eligibility.Json.Profiles;
using Eligibility.Tests.Screenings;

namespace Eligibility.Tests.Profiles;

public sealed class ProfileValidatorTests
{
    private static readonly NumberFact[] Numbers = [.. FactCatalogue.All.OfType<NumberFact>()];

    // A valid profile with up to three numbers put wherever they happen to fall.
    private static readonly Gen<ProfileDraft> Drafts = Gen.Select(
        RandomProfiles.Any, Gen.Select(Gen.OneOf(Numbers), Gen.Int[-20, 20000].Select(tenths => tenths / 10m)).Array[0, 3],
        (profile, numbers) =>
        {
            var draft = FactCatalogue.All.Where(profile.Has).Aggregate(new ProfileDraft(), (draft, fact) => draft.Set(fact, profile[fact]!.Value));
            return numbers.Aggregate(draft, (changed, number) => changed.Set(number.Item1, number.Item2));
        });

    [Fact]
    public void A_draft_is_valid_exactly_where_there_is_nothing_to_explain() => Drafts.Sample(
        draft => draft.IsValid().Should().Be(!ProfileValidator.Explain(draft).Any()),
        iter: 500, print: Print);

    [Fact]
    public void Drafts_of_both_kinds_are_tried() => Drafts.Array[200].Sample(
        drafts => drafts.Select(draft => draft.IsValid()).Distinct().Should().HaveCount(2), iter: 1);

    [Fact]
    public void Every_fault_that_is_explained_has_a_pointer_a_code_and_bounds() => Drafts.Sample(
        draft =>
        {
            foreach (var fault in ProfileValidator.Explain(draft))
            {
                FactCatalogue.Find(fault.Pointer[2..]).Should().NotBeNull();
                fault.Code.Should().BeOneOf(FaultCodes.OutOfRange, FaultCodes.NotWhole, FaultCodes.ExceedsOther, FaultCodes.BelowOther);
                (fault.Minimum is null).Should().Be(fault.Code is FaultCodes.ExceedsOther or FaultCodes.BelowOther);
            }
        },
        iter: 300, print: Print);

    [Fact]
    public void No_days_at_all_are_fewer_than_those_with_a_medicine() =>
        Faults("""{ "acuteMedicineDaysPerMonth": 0, "acuteMedicines": [{ "class": "nsaid", "daysPerMonth": 3 }] }""")
            .Should().Equal("#/acuteMedicineDaysPerMonth below-other");

    [Theory]
    [InlineData(32, "#/ageYears out-of-range")]
    [InlineData(33, "#/ageYears out-of-range", "#/acuteMedicines too-many")]
    public void A_list_that_is_just_long_enough_is_no_fault_beside_another(int entries, params string[] expected)
    {
        var medicines = string.Join(',', Enumerable.Repeat("""{ "class": "nsaid" }""", entries));
        Faults($$"""{ "ageYears": 999, "acuteMedicines": [{{medicines}}] }""").Should().Equal(expected);
    }

    private static IEnumerable<string> Faults(string json) => ProfileReader.Read(System.Text.Encoding.UTF8.GetBytes(json)).Faults
        .Select(fault => $"{fault.Pointer} {fault.Code}");

    private static string Print(ProfileDraft draft) =>
        string.Join(", ", Numbers.Where(number => draft[number] is not null).Select(number => $"{number} {draft.Number(number)}"));
}
