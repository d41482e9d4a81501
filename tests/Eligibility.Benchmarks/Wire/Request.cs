using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Eligibility.Benchmarks.Wire;

/// <summary>The one request that a server is sent.</summary>
/// <param name="client">Sends it.</param>
/// <param name="origin">The server.</param>
/// <param name="message">What is posted.</param>
internal sealed class Request(HttpClient client, Uri origin, Message message)
{
    private readonly Uri _address = new(origin, message.Path);
    private readonly byte[] _body = Encoding.UTF8.GetBytes(message.Body);

    /// <summary>Sends it and takes the whole answer.</summary>
    /// <returns>How many bytes the answer's body has; null where it was not a 200, or nobody was there.</returns>
    public async Task<int?> SendAsync()
    {
        using var body = new ByteArrayContent(_body) { Headers = { ContentType = new MediaTypeHeaderValue(message.MediaType) } };
        try
        {
            using var answer = await client.PostAsync(_address, body);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            return answer.StatusCode == HttpStatusCode.OK ? bytes.Length : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
