using Eligibility.Json.Profiles;
using Eligibility.Tests.Domain;

namespace Eligibility.Tests.Profiles;

public sealed class ProfileWriterTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"headacheDaysPerMonth":14.5,"painLocations":["head","neck"],"spasmHistory":"none","ageYears":40}""")]
    [InlineData("""{"painLocations":[],"pregnant":true,"breastfeeding":false}""")]
    [InlineData("""{"preventivesTried":[{"class":"beta-blocker","weeks":8,"outcome":"effective"},{"class":"other"}],"acuteMedicines":[]}""")]
    public void A_profile_is_written_as_it_would_be_posted(string json) => ProfileWriter.Write(Some.Profile(json)).Should().Be(json);

    [Theory]
    [InlineData("-0")]
    [InlineData("-0.0")]
    [InlineData("0e1")]
    public void Zero_is_written_without_a_sign(string zero) =>
        ProfileWriter.Write(Some.Profile($$"""{ "headacheDaysPerMonth": {{zero}} }""")).Should().Be("""{"headacheDaysPerMonth":0}""");
}
