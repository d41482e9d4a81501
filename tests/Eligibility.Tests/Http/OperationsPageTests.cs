using System.Collections;
using System.Reflection;
using Eligibility.Api.Hosting;

namespace Eligibility.Tests.Http;

public sealed class OperationsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    /// <summary>Every setting there is, by its name in the configuration.</summary>
    public static TheoryData<string> Names =>
    [
        .. from section in typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance)
           from setting in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where setting.CanWrite
           select $"{section.Name}:{setting.Name}",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_setting_is_on_the_page_for_those_who_run_it(string name) => Page.Should().Contain($"`{name}`");

    [Fact]
    public void The_numbers_on_the_page_are_those_of_the_service()
    {
        var limits = new LimitSettings();
        var drain = new DrainSettings();

        ((IEnumerable)Names).Cast<object>().Should().HaveCountGreaterThan(10);
        Page.Should().Contain($"| {limits.RequestsPerSecond}, {limits.Burst} |").And.Contain($"| one a processor, {limits.Waiting} |").And.Contain($"| {drain.AcceptFor}, {drain.FinishWithin} |");
        limits.AtOnce.Should().Be(Environment.ProcessorCount);
        limits.Batches.Should().Be(2 * Environment.ProcessorCount);
    }
}
