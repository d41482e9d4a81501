using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Eligibility.Api.Fhir;

/// <summary>The names of members of a resource that was sent, of which there may be thousands.</summary>
internal static class MemberName
{
    /// <summary>A name, as it stands in the text: it is made a text only where it is written with escapes.</summary>
    /// <param name="member">The member.</param>
    public static ReadOnlySpan<byte> Of(JsonProperty member)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(member);
        return raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(member.Name) : raw;
    }
}
