using System.Collections.Immutable;
using Eligibility.Api.Fhir;

namespace Eligibility.Tests.Fhir;

/// <summary>Whether an item of the form was seen is a bit of its own, so there may not be more of them beside each other than bits.</summary>
public sealed class IntakeFormTests
{
    [Fact]
    public void Every_item_of_the_form_has_a_bit_of_its_own_among_those_in_its_place()
    {
        var places = IntakeForm.PlacesIn(IntakeForm.Items, null).ToList();

        places.Should().HaveCount(IntakeForm.LinkIds.Length);
        places.GroupBy(place => place.Within?.LinkId).Should().OnlyContain(beside => beside.Select(place => place.Bit).Distinct().Count() == beside.Count());
    }

    [Fact]
    public void A_form_with_more_items_than_bits_is_none()
    {
        ImmutableArray<IntakeItem> most = [.. Enumerable.Range(0, FormPlace.Most).Select(number => new IntakeItem($"item{number}", ItemType.Boolean, "?"))];
        var more = most.Add(new IntakeItem("more", ItemType.Boolean, "?"));

        IntakeForm.PlacesIn(most, null).Should().HaveCount(FormPlace.Most);
        FluentActions.Enumerating(() => IntakeForm.PlacesIn(more, null)).Should().Throw<InvalidOperationException>();
        FluentActions.Enumerating(() => IntakeForm.PlacesIn([most[0] with { Items = more }], null)).Should().Throw<InvalidOperationException>();
    }
}
