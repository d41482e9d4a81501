using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Eligibility.Benchmarks.Samples;

namespace Eligibility.Benchmarks.Wire;

/// <summary>The one request that every server is sent.</summary>
/// <param name="client">Sends it.</param>
/// <param name="address">Where to, with the query.</param>
internal sealed class Request(HttpClient client, Uri address)
{
    private static readonly byte[] Profile = Encoding.UTF8.GetBytes(Sample.FourAnswers);

    /// <summary>Sends it and takes the whole answer.</summary>
    /// <returns>How many bytes the answer's body has; null where it was not a 200, or nobody was there.</returns>
    public async Task<int?> SendAsync()
    {
        using var body = new ByteArrayContent(Profile) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var answer = await client.PostAsync(address, body);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            return answer.StatusCode == HttpStatusCode.OK ? bytes.Length : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
