using Eligibility.Json.Contract;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Metadata;

namespace Eligibility.Api.Problems;

/// <summary>Sees to it that whatever goes wrong ends in problem details: no empty body, no stack, no page.</summary>
internal static partial class ProblemPages
{
    /// <summary>Turns failures and bare statuses into problem details.</summary>
    public static void UseProblems(this WebApplication app)
    {
        // A client that has gone is given no answer, and none is counted.
        app.UseStatusCodePages(page => page.HttpContext.Response.StatusCode == StatusCodes.Status499ClientClosedRequest
            ? Task.CompletedTask
            : ProblemAnswer.Of(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        app.Use((context, next) => Shield(context, next, app.Logger));
    }

    /// <summary>Says in the contract which problems a call can end in.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses)
        {
            route.Produces<Problem>(status, ProblemAnswer.MediaType);
        }

        return route;
    }

    private static async Task Shield(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
        }
        catch (Exception end) when (!context.Response.HasStarted && IsEndOfConnection(context, end))
        {
            // There is nothing left to read, now or later: not told so, the server looks for the rest, and says in its log that it failed.
            context.Response.Headers.Connection = "close";
            await ProblemAnswer.Of(StatusCodes.Status400BadRequest).ExecuteAsync(context);
            context.Abort();
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            await Of(refusal, context).ExecuteAsync(context);
        }
        catch (IOException) when (!context.Response.HasStarted)
        {
            // The body broke off, or its framing is not HTTP: the client's doing, or its leaving.
            await ProblemAnswer.Of(StatusCodes.Status400BadRequest).ExecuteAsync(context);
        }
        catch (Exception end) when (end is BadHttpRequestException or IOException)
        {
            // The same, in the midst of the answer: a batch whose client sends no more. A connection that breaks off is not taken for a whole answer.
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to answer. The log tells it from an answer.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                context.Response.Headers.Connection = "close";
            }
        }
#pragma warning disable CA1031 // The last line of defence catches whatever comes.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The message of an exception may quote what was sent: only its type and where it came from are logged.
            LogFailure(log, failure.GetType().FullName, failure.StackTrace, context.TraceIdentifier);
            if (context.Response.HasStarted)
            {
                // Too late for a problem: a connection that breaks off is at least not taken for a whole answer.
                context.Abort();
                return;
            }

            await ProblemAnswer.Of(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }

    // What a call takes may be more than what the server takes of others.
    private static ProblemAnswer Of(BadHttpRequestException refusal, HttpContext context) =>
        refusal.StatusCode == StatusCodes.Status413PayloadTooLarge && context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } largest
            ? ProblemAnswer.TooLarge((int)largest)
            : ProblemAnswer.Of(refusal.StatusCode);

    // A reset; or a body that ends before the length it was announced with, which only the end of the connection can bring about.
    private static bool IsEndOfConnection(HttpContext context, Exception failure) => failure is ConnectionResetException
        || (failure is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } && context.Request.ContentLength is not null);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed: {Failure} {Trace} {RequestId}")]
    private static partial void LogFailure(ILogger log, string? failure, string? trace, string requestId);
}
