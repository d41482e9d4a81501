using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>A number that was worked out from several answers is not called an answer, nor one that stands in what was asked for.</summary>
public sealed class CriterionLineTests(Service service)
{
    private static readonly (string, string) Botox = ("http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", "J0585");

    [Fact]
    public async Task A_reduction_in_percent_has_no_unit_of_days()
    {
        var detail = await DetailAsync(new ProfileDraft().Set(FactCatalogue.CyclesCompleted, 2).Set(FactCatalogue.BaselineHeadacheDaysPerMonth, 21).Set(FactCatalogue.HeadacheDaysPerMonth, 20));

        detail.Should().Contain("Worked out: 4.8%; required: ").And.NotContain("4.761904762").And.NotContain("..");
    }

    [Fact]
    public async Task A_sum_of_units_is_worked_out()
    {
        var detail = await DetailAsync(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).Set(FactCatalogue.PlannedUnits, 300).Set(FactCatalogue.UnitsLast3Months, 200));

        detail.Should().Contain("Worked out: 500 units");
    }

    [Fact]
    public async Task An_answer_that_stands_in_does_not_make_the_words_of_its_criterion_true()
    {
        var detail = await DetailAsync(new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 6).Set(FactCatalogue.HeadacheHoursPerDay, 5));

        detail.Should().Contain("- Reported: 5 hours a day, in place of: 15 or more days a month with headache for 4 hours or longer. The usual length of a headache day stands in")
            .And.NotContain("longer (reported: ");
    }

    private async Task<string> DetailAsync(ProfileDraft answers) => (string)(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox)))["detail"]!;
}
