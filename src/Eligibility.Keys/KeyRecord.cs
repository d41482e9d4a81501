namespace Eligibility.Keys;

/// <summary>What is kept of a key.</summary>
/// <param name="Id">Names the key.</param>
/// <param name="Client">Who it was made for: 1 to 64 of <c>a-z 0-9 -</c>. Stands in the request log.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Expires">From when on it is refused.</param>
/// <param name="Hash">The HMAC-SHA-256 of the whole key under the server secret, as 64 lower-case hexadecimal digits.</param>
public sealed record KeyRecord(
    string Id, string Client, IReadOnlyList<string> Scopes, DateTimeOffset Created, DateTimeOffset Expires, string Hash);
