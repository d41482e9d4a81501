using Eligibility.Domain.Facts;
using Eligibility.Tests.Http;

namespace Eligibility.Tests.CdsHooks;

/// <summary>A number that was worked out from several answers is not called an answer.</summary>
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

    private async Task<string> DetailAsync(ProfileDraft answers) => (string)(await service.Client.CardAsync(Ehr.OrderSign(Ehr.Intake(answers), Botox)))["detail"]!;
}
