using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Eligibility.Api.Fhir;
using Eligibility.Api.Limits;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Facts;
using Eligibility.Domain.Screenings;
using Eligibility.Tests.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Eligibility.Tests.Fhir;

/// <summary>What was answered is health data: it must not lie about in a buffer that is used again.</summary>
public sealed class WipedTests(Service service)
{
    [Fact]
    public void The_text_of_the_parameters_is_wiped_when_they_are_written()
    {
        Written("""{"asOf":"2026-11-23","observed":18}""").Should().Contain("valueDecimal");

        ShouldBeWiped(typeof(AnswerParametersWriter), "TextOfThread");
    }

    [Fact]
    public void A_value_that_Parameters_have_no_element_for_is_refused_and_leaves_nothing_behind()
    {
        FluentActions.Invoking(() => Written("""{"observed":18,"reached":null}""")).Should().Throw<UnreachableException>();

        ShouldBeWiped(typeof(AnswerParametersWriter), "TextOfThread");
    }

    [Fact]
    public void The_guidance_is_wiped_when_it_is_handed_over()
    {
        var services = service.Services;
        var context = new DefaultHttpContext { RequestServices = services };
        using var body = new MemoryStream();
        context.Response.Body = body;
        var answer = new ScreenAnswer(services.GetRequiredService<ScreeningGate>(), services.GetRequiredService<Screener>(), services.GetRequiredService<ServiceMeter>(), TimeProvider.System);
        var profile = new ProfileDraft().Set(FactCatalogue.HeadacheDaysPerMonth, 18).ToProfile();
        var day = new DateOnly(2026, 11, 23);

        // On this thread, whose buffer is looked at.
        typeof(ScreenAnswer).GetMethod("Screen", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(answer, [context, profile, day, day]);

        context.Response.ContentLength.Should().BePositive();
        ShouldBeWiped(typeof(ScreenAnswer), "GuidanceOfThread");
    }

    private static string Written(string answer) => JsonSerializer.Serialize(new AnswerParameters("answer", Encoding.UTF8.GetBytes(answer)));

    private static void ShouldBeWiped(Type holder, string name)
    {
        var buffer = (ArrayBufferWriter<byte>)holder.GetField(name, BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;

        buffer.Capacity.Should().BePositive();
        buffer.WrittenCount.Should().Be(0);
        // From the first byte on, since nothing counts as written.
        buffer.GetSpan().ToArray().Should().OnlyContain(left => left == 0);
    }
}
