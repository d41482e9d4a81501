using System.Text.Json;

namespace Eligibility.Api.CdsHooks;

/// <summary>200: a card, or none.</summary>
/// <param name="card">The card; null where there is nothing to say.</param>
internal sealed class CardAnswer(Card? card) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = JsonSerializer.SerializeToUtf8Bytes(new CardDeck(card is null ? [] : [card]), CdsHooksJson.Plain.CardDeck);
        httpContext.Response.ContentType = HookBody.MediaType;
        httpContext.Response.ContentLength = answer.Length;
        await httpContext.Response.Body.WriteAsync(answer, httpContext.RequestAborted);
        Array.Clear(answer);
    }
}
