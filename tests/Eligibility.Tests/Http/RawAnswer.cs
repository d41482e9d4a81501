using System.Text.RegularExpressions;

namespace Eligibility.Tests.Http;

/// <summary>What a server wrote on a connection.</summary>
internal static partial class RawAnswer
{
    /// <summary>The statuses of all answers, in their order.</summary>
    public static string Statuses(string answer) => string.Join(' ', StatusLines().Matches(answer).Select(match => match.Groups[1].Value));

    /// <summary>One answer, with a status, without what was sent, and without a word on what the server is made of.</summary>
    public static void AssertStatus(string answer, string status, string sent)
    {
        Statuses(answer).Should().Be(status);
        answer.Should().NotContainEquivalentOf(sent).And.NotContain("   at ").And.NotContain("\r\nServer:").And.NotContain("<html");
    }

    // No text of ours has a status line in it, and a body does not end with a line end.
    [GeneratedRegex("HTTP/1\\.1 ([0-9]{3}) ")]
    private static partial Regex StatusLines();
}
