using Eligibility.Api.Access;
using Eligibility.Api.CdsHooks;
using Eligibility.Api.Facts;
using Eligibility.Api.Fhir;
using Eligibility.Api.Health;
using Eligibility.Api.Hosting;
using Eligibility.Api.Limits;
using Eligibility.Api.Logging;
using Eligibility.Api.OpenApi;
using Eligibility.Api.Problems;
using Eligibility.Api.Rules;
using Eligibility.Api.Screenings;
using Eligibility.Api.Telemetry;
using Eligibility.Domain.RuleBooks;
using Eligibility.Domain.Screenings;

return Startup.Run(Console.Error, () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = Settings.Read(builder.Configuration);
    builder.Services.AddSingleton(settings);

    // What the service knows. Opening the rule book is the check, so a wrong rule file stops the start here.
    builder.Services.AddSingleton(RuleBook.Shipped);
    builder.Services.AddSingleton(new Screener(RuleBook.Shipped));
    builder.Services.AddSingleton(TimeProvider.System);

    // How it meets the network and the log, who may call, and how much.
    builder.ListenOnLoopbackUnlessTold(settings);
    builder.LimitWhatIsTaken();
    builder.LogOneLineARequest();
    builder.AddTelemetry(settings.Telemetry);
    builder.AddAccess(settings.Access);
    builder.AddRequestLimits(settings.Limits);
    builder.AddCdsHooks(settings.CdsHooks);
    builder.DrainBeforeEnding(settings.Drain);

    // How it is described.
    builder.AddContract();

    var app = builder.Build();

    app.UseKnownProxies(settings.Network);
    app.UseRequestIds();
    app.UseRequestLog();
    app.UseDraining();
    app.UseSecurityHeaders();
    app.UseShedding();
    app.UseProblems();
    app.UseTelemetry(settings.Telemetry);
    app.UseCdsHooks(settings.CdsHooks);
    app.UseAccess(settings.Access);
    app.UseRequestLimits();
    app.UseContract();

    app.MapScreenings();
    app.MapBatch();
    app.MapRules();
    app.MapFacts();
    app.MapCdsHooks(settings.CdsHooks);
    app.MapFhir();
    app.MapHealth();

    return app;
});
