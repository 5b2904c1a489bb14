using NetEscapades.AspNetCore.SecurityHeaders;

namespace PenguinMails.Dashboard.Shell;

/// <summary>What a page of ours may load and who may frame it: only ourselves, and nobody.</summary>
internal static class ContentPolicy
{
    public static readonly HeaderPolicyCollection Headers = new HeaderPolicyCollection()
        .AddDefaultSecurityHeaders()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().Self();
            policy.AddScriptSrc().Self();
            // MudBlazor's theme and its popovers are inline styles.
            policy.AddStyleSrc().Self().UnsafeInline();
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddObjectSrc().None();
            policy.AddBaseUri().Self();
            policy.AddFormAction().Self();
            policy.AddFrameAncestors().None();
        });
}
