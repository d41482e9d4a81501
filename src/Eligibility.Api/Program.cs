using Eligibility.Api.Facts;
using Eligibility.Api.Health;
using Eligibility.Api.Hosting;
using Eligibility.Api.OpenApi;
using Eligibility.Api.Problems;
using Eligibility.Api.Rules;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.Screenings;

// What the service knows. Opening the rule book is the check, so a wrong rule file stops the start here.
if (Startup.OpenRuleBook(Console.Error) is not { } ruleBook)
{
    return 1;
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(ruleBook);
builder.Services.AddSingleton(new Screener(ruleBook));
builder.Services.AddSingleton(TimeProvider.System);

// How it meets the network and the log.
builder.ListenOnLoopbackUnlessTold();
builder.LimitWhatIsTaken();
builder.LogOneLineARequest();
builder.AddTelemetry();

// How it is described.
builder.AddContract();

var app = builder.Build();

app.UseRequestIds();
app.UseRequestLog();
app.UseSecurityHeaders();
app.UseProblems();
app.UseTelemetry();
app.UseContract();

app.MapScreenings();
app.MapRules();
app.MapFacts();
app.MapHealth();

return Startup.Run(app, Console.Error);
